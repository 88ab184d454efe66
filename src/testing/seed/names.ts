const words = (text: string): readonly string[] => text.trim().split(/\s+/)

export const FIRST_NAMES = words(`
  Aaliyah Abigail Adam Adeola Aidan Aisha Alan Alex Alison Amara Amelia Amir Andrew Angela Anjali Anna Anthony Arjun Barbara
  Bethan Blessing Brian Bronwen Callum Carol Catherine Charlotte Chloe Chris Ciara Claire Colin Craig Daniel David Dawn Deborah
  Delroy Denise Diane Dominic Donna Eleanor Elif Emily Emma Esther Ewa Faith Fatima Fiona Frances Gareth Gary Gemma George
  Grace Graham Gurpreet Hannah Harpreet Hassan Heather Helen Holly Ian Imran Isaac Isobel Jack Jacqueline James Janet Jasmine
  Jenny Joanne John Jordan Joseph Josh Judith Julie Kamal Karen Kate Keith Kelly Kevin Kwame Laura Leanne Lee Leila Leon
  Linda Lisa Louise Lucy Luke Magda Malik Marcus Margaret Maria Mark Martin Mary Matthew Maureen Megan Michael Michelle Mohammed
  Naomi Natalie Neil Niamh Nicola Nikhil Oliver Olivia Olu Owen Pamela Patricia Paul Pauline Peter Philip Pooja Priya Rachel
  Rajesh Rebecca Richard Robert Rosie Ruth Ryan Saima Sally Sam Samantha Sandra Sanjay Sarah Sean Shabana Sharon Sian Simon
  Sophie Stella Stephen Steven Stuart Susan Tariq Temi Teresa Thomas Tina Tom Tracey Umar Valerie Vanessa Victoria Wendy Winston
  Yasmin Yusuf Zainab Zara Zoe Zofia
`)

export const SURNAMES = words(`
  Abbott Adebayo Ahmed Akhtar Ali Allen Anderson Appiah Armstrong Ashworth Atkinson Bailey Baker Banerjee Barker Barnes Begum
  Bell Bennett Bhatt Booth Boyle Bradshaw Brennan Brooks Brown Bryant Burgess Burton Butler Byrne Campbell Chapman Chaudhry
  Choudhury Clarke Cole Collins Cook Cooper Cox Crawford Cunningham Dale Davies Dawson Desai Dixon Doyle Duffy Edwards Ellis
  Evans Farrell Fernandes Fisher Fletcher Ford Foster Fox Fraser Gallagher Garner Gibbs Gill Goddard Gordon Graham Grant Gray
  Green Griffiths Hale Hall Hamilton Harding Harper Harris Hart Harvey Hayes Henderson Hill Holmes Hope Hopkins Howard Hudson
  Hunt Hussain Hutchinson Iqbal Jackson James Jenkins Johal Jones Joshi Kamara Kaur Kelly Kennedy Khan King Knight Kowalski
  Kumar Lambert Lawson Lee Lewis Lloyd Lowe Mahmood Malik Marsh Marshall Mason Matthews McCarthy McKenzie Mensah Mistry Mitchell
  Moore Morris Murphy Murray Nair Newton Nowak Nwosu Odell Oliver Osborne Owusu Palmer Parker Parry Pearce Perry Phillips Porter
  Powell Price Pritchard Quinn Rahman Reid Reynolds Rhodes Richards Roberts Robinson Rogers Rose Ross Ryan Sandhu Saunders Scott
  Shah Sharma Shaw Shepherd Simpson Singh Slater Smith Spencer Stevens Stewart Stone Sutton Taylor Thapa Thomas Thompson Tucker
  Turner Vaughan Walker Wallace Walsh Ward Watson Webb West White Wilkinson Williams Wilson Wood Wright Young
`)

/** What people do, by department; a department not listed has officers, managers and assistants of its own name. */
export const JOBS: Readonly<Record<string, readonly string[]>> = {
  Housing: [
    'Housing officer',
    'Tenancy manager',
    'Lettings officer',
    'Homelessness prevention officer',
    'Repairs coordinator',
  ],
  Finance: [
    'Accountant',
    'Accounts payable officer',
    'Finance business partner',
    'Treasury officer',
    'Payroll officer',
  ],
  'Human resources': ['HR adviser', 'Recruitment officer', 'Learning and development officer', 'HR business partner'],
  'Legal and democratic': ['Solicitor', 'Legal assistant', 'Committee services officer', 'Electoral services officer'],
  Planning: [
    'Planning officer',
    'Senior planning officer',
    'Enforcement officer',
    'Planning technician',
    'Building control surveyor',
  ],
  'Environmental health': [
    'Environmental health officer',
    'Licensing officer',
    'Food safety officer',
    'Pest control officer',
  ],
  Communications: ['Communications officer', 'Web content editor', 'Press officer'],
  'Adult social care': [
    'Social worker',
    'Care coordinator',
    'Occupational therapist',
    'Team manager',
    'Safeguarding officer',
  ],
  "Children's services": [
    'Social worker',
    'Family support worker',
    'Early help practitioner',
    'Independent reviewing officer',
  ],
  'Revenues and benefits': ['Benefits assessor', 'Council tax officer', 'Recovery officer', 'Business rates officer'],
  Highways: ['Highways inspector', 'Traffic engineer', 'Street lighting officer', 'Streetworks coordinator'],
  Libraries: ['Library assistant', 'Librarian', 'Digital inclusion officer'],
  'Waste and recycling': ['Round supervisor', 'Waste operations manager', 'Recycling officer'],
  'Customer services': ['Customer service adviser', 'Customer service team leader', 'Receptionist'],
  Registrars: ['Registrar', 'Deputy superintendent registrar'],
  'Schools support': ['School business manager', 'Admissions officer'],
  Parks: ['Parks officer', 'Grounds supervisor'],
  'Economic development': ['Economic development officer', 'Grants officer'],
  "Town clerk's office": ['Town clerk', 'Deputy clerk', 'Administrative officer'],
  'Grounds and allotments': ['Grounds supervisor', 'Allotments officer'],
  'Bookings and events': ['Events officer', 'Bookings assistant', 'Caretaker'],
}
